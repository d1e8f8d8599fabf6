import { useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { problem } from "../../protocol/errors.ts"
import { SetUpForm } from "../../protocol/team.ts"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { TextInput } from "../ui/inputs.tsx"
import { Link } from "../ui/Link.tsx"
import { ProblemScreen, WaitingScreen } from "../ui/Screen.tsx"
import { problemOf } from "../ui/states.tsx"
import { useForm } from "../ui/use-form.ts"
import { fetchSignInOptions, setUp, signIn } from "./api.ts"
import { Gate } from "./Gate.tsx"
import { PasswordInput } from "./PasswordInput.tsx"
import { useEnter } from "./use-enter.ts"

/** The first owner's account and team, by the link on the console. */
export function SetUpPage() {
  const { token = "" } = useParams({ strict: false })
  const options = useQuery({ queryKey: ["sign-in"], queryFn: fetchSignInOptions })
  const enter = useEnter()
  const initial = { team: "", name: "", email: "", password: "" }
  const form = useForm(SetUpForm, initial, async (given) => {
    await setUp({ ...given, token })
    await signIn(given)
    enter("/live")
  })
  if (options.error)
    return <ProblemScreen problem={problemOf(options.error)} retry={() => void options.refetch()} />
  if (!options.data) return <WaitingScreen text="Looking at the installation" />
  if (!options.data.fresh)
    return (
      <Gate
        title={problem("set-up-done").title}
        about="This link was for the first account, and has done its work."
      >
        <p className="text-13">
          <Link href="/sign-in">Sign in</Link>, or ask the owner for an invitation.
        </p>
      </Gate>
    )
  return (
    <Gate
      title="Make your team"
      about="You will be its owner: you can invite others, and do everything they can."
    >
      <FormFrame form={form} act="Make the team" acting="Making" plain>
        <Field label="Team" hint="Candidates see this name." error={form.errors["team"]}>
          {(control) => (
            <TextInput
              {...control}
              {...form.bind("team")}
              autoComplete="organization"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- what the page is for
              autoFocus
            />
          )}
        </Field>
        <Field label="Your name" error={form.errors["name"]}>
          {(control) => <TextInput {...control} {...form.bind("name")} autoComplete="name" />}
        </Field>
        <Field label="Email" error={form.errors["email"]}>
          {(control) => (
            <TextInput {...control} {...form.bind("email")} type="email" autoComplete="username" />
          )}
        </Field>
        <Field
          label="Password"
          hint="At least 10 characters. A few words are better than few signs."
          error={form.errors["password"]}
        >
          {(control) => <PasswordInput {...control} {...form.bind("password")} autoComplete="new-password" />}
        </Field>
      </FormFrame>
    </Gate>
  )
}
