# caller1 rests because offers of it failed by us. Nothing of it is left when the customer does not
# wait for that; nor does caller2, who rests too, miss anything when voice goes away meanwhile and
# comes back later: its rest is over then.

queue billing
agent ana ready

at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 1s    leg_gone ana us
         -> offer_ended o1 caller1 ana end=failed
         -> agent_state_changed ana from=reserved to=ready cause=system
         -> offer_made o2 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_gone ana us
         -> offer_ended o2 caller1 ana end=failed
         -> agent_state_changed ana from=reserved to=ready cause=system
         -> offer_made o3 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_gone ana us
         -> offer_ended o3 caller1 ana end=failed
         -> agent_state_changed ana from=reserved to=ready cause=system
         -> offer_made o4 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_gone ana us
         -> offer_ended o4 caller1 ana end=failed rests=1s
         -> agent_state_changed ana from=reserved to=ready cause=system
at 1500ms leg_gone caller1 hung_up
         -> contact_closed caller1 billing end=short_abandoned waited=500ms total_waited=500ms
              target=20s short_abandon=5s
at 2s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=2s
         -> offer_made o5 caller2 ana billing expires_at=22s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=1s
at 2s    leg_gone ana us
         -> offer_ended o5 caller2 ana end=failed
         -> agent_state_changed ana from=reserved to=ready cause=system
         -> offer_made o6 caller2 ana billing expires_at=22s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
at 2s    leg_gone ana us
         -> offer_ended o6 caller2 ana end=failed
         -> agent_state_changed ana from=reserved to=ready cause=system
         -> offer_made o7 caller2 ana billing expires_at=22s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
at 2s    leg_gone ana us
         -> offer_ended o7 caller2 ana end=failed
         -> agent_state_changed ana from=reserved to=ready cause=system
         -> offer_made o8 caller2 ana billing expires_at=22s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
at 2s    leg_gone ana us
         -> offer_ended o8 caller2 ana end=failed rests=1s
         -> agent_state_changed ana from=reserved to=ready cause=system
at 2500ms node_gone
         -> node_lost gives_up_at=1m2s500ms
at 5s    reconcile legs=caller2:up devices=ana
         -> node_back session=1 away=2s500ms
at 5s    tick
         -> contact_queued caller2 billing by=offers_failed queued_at=2s
         -> offer_made o9 caller2 ana billing expires_at=25s waited=3s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=3s
at 6s    leg_answered ana
         -> offer_accepted o9 caller2 ana rang=1s
         -> contact_connected caller2 ana billing waited=4s total_waited=4s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=1s
