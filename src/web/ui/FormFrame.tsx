import { useEffect, useRef, type ReactNode } from "react"
import { Button } from "./Button.tsx"
import { cx } from "./cx.ts"
import { Dialog } from "./Dialog.tsx"
import { useLeaveGuard, useSaveKey, type Form } from "./use-form.ts"

interface Props<Values> {
  form: Form<Values>
  /** The act in its own words; "Save" when left out. */
  act?: string
  /** What the button says meanwhile; "Saving" when left out. */
  acting?: string
  /** Beside the button: Cancel, a way to delete. */
  aside?: ReactNode
  /** A new thing can be saved before anything was typed. */
  fresh?: boolean
  /** In a dialog: nothing is guarded, and the foot is the dialog's. */
  plain?: boolean
  className?: string
  children: ReactNode
}

/** The form around its fields: its foot with the act, the refusal that belongs to no field, Ctrl+S, and the guard. */
export function FormFrame<Values>({
  form,
  act = "Save",
  acting = "Saving",
  aside,
  fresh,
  plain,
  className,
  children,
}: Props<Values>) {
  const element = useRef<HTMLFormElement>(null)
  const submit = async () => {
    if (form.dirty || fresh || plain) await form.submit()
  }
  const failed = Object.keys(form.errors).length > 0
  useEffect(() => {
    if (failed && !form.saving) element.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus()
    // Only when a save has just found faults; not at each key that is typed.
  }, [failed, form.saving])
  useSaveKey(() => void submit())
  return (
    <form
      ref={element}
      noValidate
      className={cx("flex max-w-140 flex-col gap-4", className)}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {children}
      {form.problem && (
        <div role="alert" className="rounded-md border border-fail bg-fail-soft px-3 py-2 text-13">
          <p className="font-medium text-fail">{form.problem.title}</p>
          <p>{form.problem.detail}</p>
        </div>
      )}
      <div className={cx("flex items-center gap-2", plain && "justify-end")}>
        {plain && aside}
        <Button
          type="submit"
          look="primary"
          aria-disabled={form.saving || !(form.dirty || fresh || plain)}
          className="min-w-16"
        >
          {form.saving ? acting : act}
        </Button>
        {!plain && form.dirty && !fresh && <Button onClick={form.reset}>Discard changes</Button>}
        {!plain && aside}
      </div>
      {!plain && <LeaveGuard dirty={form.dirty && !form.saving} />}
    </form>
  )
}

/** Asks whoever leaves with something unsaved. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const guard = useLeaveGuard(dirty)
  return (
    <Dialog
      open={guard.status === "blocked"}
      onOpenChange={() => guard.reset?.()}
      title="Leave without saving?"
      description="What you changed on this page is not saved, and goes when you leave."
    >
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={() => guard.reset?.()}>Stay</Button>
        <Button look="danger" onClick={() => guard.proceed?.()}>
          Leave
        </Button>
      </div>
    </Dialog>
  )
}
