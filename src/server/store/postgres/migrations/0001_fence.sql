-- A batch first lets takeovers know that it is under way, then looks at the leases as they stand now: each statement
-- of a volatile function sees what was committed before it. 7331 is the journal's own class of advisory locks.
CREATE OR REPLACE FUNCTION journal_fence(sessions text[], fences integer[], writer text)
RETURNS TABLE (n integer) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7331, hashtext(writer));
  RETURN QUERY
    SELECT asked.n::integer
    FROM unnest(sessions, fences) WITH ORDINALITY AS asked (session, fence, n)
    JOIN leases ON leases.session = asked.session AND leases.fence = asked.fence
    WHERE leases.node = writer;
END
$$;
--> statement-breakpoint
-- Resolves when no batch of that writer is under way any more.
CREATE OR REPLACE FUNCTION journal_await(writer text) RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock(7331, hashtext(writer))
$$;
