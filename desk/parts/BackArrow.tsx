/** It points to where one came from, along the line. */
export const BackArrow = () => (
  <span aria-hidden="true" className="along">
    ←
  </span>
);
