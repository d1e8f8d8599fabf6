/** The look of what floats: menus, popovers, dialogs. */
export const FLOATING = "enter z-50 rounded-md border border-line bg-raised text-13 text-ink shadow-float"
export const MENU_ITEM =
  "flex h-7 items-center gap-2 rounded-sm px-2 text-13 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover"
