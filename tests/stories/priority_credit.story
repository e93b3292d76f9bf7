# Priority is a credit of seconds: contacts of the queue `urgent` count as arrived a minute earlier.
# So one goes before a contact that came 50 s earlier, and not before one that came 70 s earlier.

queue normal
queue urgent credit=1m
agent ana devices=1

at 0s    contact_arrives caller1 normal
         -> contact_arrived caller1 normal
         -> contact_queued caller1 normal by=arrival queued_at=0s
at 20s   contact_arrives caller2 normal
         -> contact_arrived caller2 normal
         -> contact_queued caller2 normal by=arrival queued_at=20s
at 70s   contact_arrives caller3 urgent
         -> contact_arrived caller3 urgent
         -> contact_queued caller3 urgent by=arrival queued_at=1m10s credit=1m
at 71s   sign_in_agent ana
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=1m11s
at 72s   set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana lasted=1s
         -> offer_made o1 caller1 ana normal expires_at=1m32s waited=1m12s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 73s   leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana normal waited=1m13s total_waited=1m13s target=20s
              first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 74s   leg_gone caller1 hung_up
         -> contact_released caller1 ana normal by=customer talked=1s
         -> wrap_up_started caller1 ana ends_at=1m24s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=1s
at 75s   set_ready ana
         -> wrap_up_ended caller1 ana cause=agent lasted=1s
         -> contact_closed caller1 normal ana end=handled waited=1m13s total_waited=1m13s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=1s
         -> offer_made o2 caller3 ana urgent expires_at=1m35s waited=5s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing
