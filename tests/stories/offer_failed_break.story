# Ana asked for a break while her phone rang. Our failure does not take it from her.

queue billing
agent ana ready
agent ben ready

at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 2s    request_break ana rest
         -> agent_next_changed ana next_break=rest by=ana
at 3s    leg_gone ana us
         -> offer_ended o1 caller1 ana end=failed rang=2s
         -> agent_state_changed ana from=reserved to=break break_kind=rest cause=system lasted=2s
         -> offer_made o2 caller1 ben billing expires_at=23s waited=2s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=3s
