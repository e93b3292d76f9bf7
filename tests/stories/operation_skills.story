# Ana is ready and learns a skill: she is at once offered what waits for it. Of two queues she is
# new in, whoever counts as waiting longest is first, not whoever has the lower id.

queue normal skills=cards:1
queue urgent skills=cards:1 credit=1m
agent ana ready

at 1s    contact_arrives caller1 normal
         -> contact_arrived caller1 normal
         -> contact_queued caller1 normal by=arrival queued_at=1s
at 2s    contact_arrives caller2 urgent
         -> contact_arrived caller2 urgent
         -> contact_queued caller2 urgent by=arrival queued_at=2s credit=1m
at 10s   apply
         + agent ana skills=cards:1
         -> operation_applied version=2
         -> offer_made o1 caller2 ana urgent expires_at=30s waited=8s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=10s
