import { useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { AcceptInvitation, type InvitationToTeam, withStrongPassword } from "../../protocol/team.ts"
import { useSignOut } from "../console/AccountMenu.tsx"
import { enterTeam } from "../console/api.ts"
import { useMeQuery } from "../console/me.ts"
import { roleNamed } from "../team/roles.ts"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { TextInput } from "../ui/inputs.tsx"
import { Link, useGo } from "../ui/Link.tsx"
import { WaitingScreen } from "../ui/Screen.tsx"
import { problemOf } from "../ui/states.tsx"
import { report } from "../ui/toasts.tsx"
import { useForm } from "../ui/use-form.ts"
import { accept, fetchInvitation, join, signIn } from "./api.ts"
import { Gate } from "./Gate.tsx"
import { PasswordInput } from "./PasswordInput.tsx"
import { useEnter } from "./use-enter.ts"

/** Somebody was asked to join a team: they make an account, or join with the one they have. */
export function AcceptPage() {
  const { token = "" } = useParams({ strict: false })
  const invitation = useQuery({ queryKey: ["accept", token], queryFn: () => fetchInvitation(token) })
  if (invitation.error) {
    const { title, detail } = problemOf(invitation.error)
    return (
      <Gate title={title} about={detail}>
        <p className="text-13">
          If you are in the team already, <Link href="/sign-in">sign in</Link>.
        </p>
      </Gate>
    )
  }
  if (!invitation.data) return <WaitingScreen text="Looking at the invitation" />
  const { known } = invitation.data
  return known ? (
    <Known token={token} invitation={invitation.data} />
  ) : (
    <Unknown token={token} invitation={invitation.data} />
  )
}

interface Props {
  token: string
  invitation: InvitationToTeam
}

const aboutOf = ({ invitedBy, role, email }: InvitationToTeam): string =>
  `${invitedBy} asks you to join as ${roleNamed(role)}, with the address ${email}.`

function Unknown({ token, invitation }: Props) {
  const enter = useEnter()
  const { team, email } = invitation
  const schema = withStrongPassword(AcceptInvitation, "password", () => ({ email, team }))
  const form = useForm(schema, { name: "", password: "" }, async (given) => {
    await accept(token, given)
    await signIn({ email, password: given.password })
    enter("/live")
  })
  return (
    <Gate title={`Join ${team}`} about={aboutOf(invitation)}>
      <FormFrame form={form} act="Join" acting="Joining" plain>
        <input type="email" hidden readOnly autoComplete="username" value={email} />
        <Field label="Your name" error={form.errors["name"]}>
          {(control) => (
            <TextInput
              {...control}
              {...form.bind("name")}
              autoComplete="name"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- what the page is for
              autoFocus
            />
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

function Known({ token, invitation }: Props) {
  const me = useMeQuery()
  const enter = useEnter()
  const go = useGo()
  const leave = useSignOut()
  if (me.isPending) return <WaitingScreen text="Looking who you are" />
  const { team, email } = invitation
  const own = me.data?.user.email
  const joinNow = async () => {
    const joined = await join(token)
    await enterTeam(joined.team)
    enter("/live")
  }
  if (own === email)
    return (
      <Gate title={`Join ${team}`} about={aboutOf(invitation)}>
        <div>
          <Button look="primary" onClick={() => void joinNow().catch(report)}>
            Join {team}
          </Button>
        </div>
      </Gate>
    )
  const signInFirst = `/sign-in?then=${encodeURIComponent(`/accept/${token}`)}`
  return (
    <Gate title={`Join ${team}`} about={aboutOf(invitation)}>
      <p className="text-13 text-pretty">
        {own === undefined
          ? "You have an account at that address: sign in with it first."
          : `You are signed in as ${own}. Sign out, and open this link again as ${email}.`}
      </p>
      <div>
        {own === undefined ? (
          <Button look="primary" onClick={() => go(signInFirst)}>
            Sign in
          </Button>
        ) : (
          <Button onClick={leave}>Sign out</Button>
        )}
      </div>
    </Gate>
  )
}
