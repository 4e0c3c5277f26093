import type { ReactNode } from 'react';
import { i18n } from '#languages/i18n.ts';
import type { FieldFault } from '#refusal.ts';

type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  value?: string | undefined;
  type?: 'text' | 'email' | 'tel' | 'password' | 'date';
  autoComplete?: string;
  required?: boolean;
  faults?: readonly FieldFault[];
};

/** One line to fill in, with its label, its hint and what was wrong with it. */
export const Field = (props: FieldProps) => {
  const { name, label, hint, value, type = 'text', autoComplete, required, faults } = props;
  return (
    <Framed name={name} label={label} hint={hint} faults={faults}>
      {(described) => (
        <input
          id={name}
          name={name}
          type={type}
          defaultValue={value}
          autoComplete={autoComplete}
          required={required}
          aria-describedby={described}
        />
      )}
    </Framed>
  );
};

type AreaProps = Omit<FieldProps, 'type' | 'autoComplete'> & { rows?: number; id?: string };

export const TextArea = (props: AreaProps) => {
  const { name, label, hint, value, rows = 7, required, faults, id = name } = props;
  return (
    <Framed name={name} id={id} label={label} hint={hint} faults={faults}>
      {(described) => (
        <textarea
          id={id}
          name={name}
          rows={rows}
          defaultValue={value}
          required={required}
          aria-describedby={described}
        />
      )}
    </Framed>
  );
};

type FramedProps = {
  name: string;
  id?: string;
  label: string;
  hint?: string | undefined;
  faults?: readonly FieldFault[] | undefined;
  children: (described: string | undefined) => ReactNode;
};

const Framed = ({ name, id = name, label, hint, faults, children }: FramedProps) => {
  const fault = faults?.find(({ field }) => field === name || field.endsWith(`.${name}`));
  const ids = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean);
  return (
    <div className={fault ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {fault ? (
        <p className="wrong-text" id={`${id}-fault`}>
          {i18n.t('This {fault}.', { fault: fault.message })}
        </p>
      ) : null}
      {children(ids.length > 0 ? ids.join(' ') : undefined)}
    </div>
  );
};

/** Choices of which one holds. */
export const Choices = (props: {
  name: string;
  legend: string;
  hint?: string;
  chosen: string;
  options: readonly (readonly [value: string, label: string])[];
}) => (
  <fieldset>
    <legend>{props.legend}</legend>
    {props.hint ? <p className="hint">{props.hint}</p> : null}
    {props.options.map(([value, label]) => (
      <div className="choice" key={value}>
        <input
          type="radio"
          name={props.name}
          id={`${props.name}-${value}`}
          value={value}
          defaultChecked={value === props.chosen}
        />
        <label htmlFor={`${props.name}-${value}`}>{label}</label>
      </div>
    ))}
  </fieldset>
);

/** What went wrong, at the top, where a screen reader begins. */
export const Fault = ({ message }: { message: string }) => (
  <div className="error" role="alert">
    <p>
      <strong>{i18n.t('That did not work yet.')}</strong> {message}
    </p>
  </div>
);

/** A form that is one button. */
export const ButtonForm = (props: {
  action: string;
  label: string;
  plain?: boolean;
  values?: Record<string, string>;
}) => (
  <form method="post" action={props.action}>
    {Object.entries(props.values ?? {}).map(([name, value]) => (
      <input type="hidden" key={name} name={name} value={value} />
    ))}
    <button type="submit" className={props.plain ? 'plain' : undefined}>
      {props.label}
    </button>
  </form>
);
