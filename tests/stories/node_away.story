# Voice is gone for ten seconds. Caller2 and caller3 keep their places and their waits, and ready
# Ben is offered nothing that could not ring. Caller1's offer does not expire meanwhile: Ana's phone
# may ring on and be answered, and nobody would know. It was not, so Ana is ready again, not missed,
# and it may ring at her phone once more: longest wait first, to whoever is free for the longest.

queue billing ring=5s
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=5s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 2s    node_gone
         -> node_lost gives_up_at=1m2s
at 3s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=3s
at 4s    contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=4s
at 6s    tick
at 12s   reconcile legs=caller1,caller2,caller3 devices=ana,ben
         -> offer_ended o1 caller1 ana end=failed rang=12s
         -> agent_state_changed ana from=reserved to=ready cause=system lasted=12s
         -> node_back session=1 away=10s
         -> offer_made o2 caller1 ana billing expires_at=17s waited=12s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
         -> offer_made o3 caller2 ben billing expires_at=17s waited=9s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=12s
