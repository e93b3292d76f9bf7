# Voice died with the fact of caller1's arrival. The voice that comes after it has their line and
# reports it (as nobody's yet): they are a contact from then on. Caller2 has arrived already.

queue billing
agent ana ready

at 0s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=0s
         -> offer_made o1 caller2 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
at 1s    node_gone
         -> node_lost gives_up_at=1m1s
at 2s    reconcile session=2 legs=nobody,caller2,ana devices=ana
         -> node_back session=2 away=1s
at 2s    contact_arrives caller1 billing session=2 fact=0
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=2s
and      contact_arrives caller2 billing session=2 fact=0
