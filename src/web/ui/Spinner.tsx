import LoaderCircle from "lucide-react/icons/loader-circle"

/** Something is under way; the words beside it say what. */
export function Spinner({ size = 14 }: { size?: number }) {
  return <LoaderCircle size={size} aria-hidden className="shrink-0 animate-spin motion-reduce:animate-none" />
}
