# Ana lets it ring; the contact goes to Ben and loses no place in the queue.
# Ana is missed, gets nothing more, and says ready again when she is back.

queue billing target=20s ring=20s
agent ana ready
agent ben ready

at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 21s   tick
         -> offer_ended o1 caller1 ana end=expired rang=20s
         -> agent_state_changed ana from=reserved to=missed cause=timer lasted=20s
         -> offer_made o2 caller1 ben billing expires_at=41s waited=20s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=21s
at 25s   leg_answered ben
         -> offer_accepted o2 caller1 ben rang=4s
         -> contact_connected caller1 ben billing waited=24s total_waited=24s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=4s
at 30s   set_ready ana
         -> agent_state_changed ana from=missed to=ready cause=agent by=ana lasted=9s
