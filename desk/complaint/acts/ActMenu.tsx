import { Trans } from '@lingui/react/macro';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { Complaint } from '../../api/types.ts';
import { useMe } from '../../me.ts';
import { type ActName, actsFor, actWords } from './names.ts';

type Props = { complaint: Complaint; onChoose: (act: ActName) => void };

export function ActMenu({ complaint, onChoose }: Props) {
  const acts = actsFor(useMe(), complaint);
  return (
    <MenuTrigger>
      <Button className="button plain">
        <Trans>Actions</Trans> <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="menu" placement="bottom end">
        <Menu onAction={(key) => onChoose(key as ActName)}>
          {acts.map((act) => (
            <MenuItem key={act} id={act} className="menu-item">
              {actWords[act]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
