export const arriving = {} as const;
