# Two contacts wait and one agent works: the older goes first, the younger follows right after the
# wrap-up, and each of them has its own wait.

queue billing wrap_up=10s
agent ana devices=1

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
at 5s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=5s
at 6s    sign_in_agent ana
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=6s
at 7s    set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana lasted=1s
         -> offer_made o1 caller1 ana billing expires_at=27s waited=7s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 8s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=8s total_waited=8s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 20s   hang_up ana caller1
         -> contact_released caller1 ana billing by=agent talked=12s
         -> wrap_up_started caller1 ana ends_at=30s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=agent by=ana lasted=12s
at 25s   finish_wrap_up ana caller1
         -> wrap_up_ended caller1 ana cause=agent lasted=5s
         -> contact_closed caller1 billing ana end=handled waited=8s total_waited=8s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=5s
         -> offer_made o2 caller2 ana billing expires_at=45s waited=20s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
at 27s   leg_answered ana
         -> offer_accepted o2 caller2 ana rang=2s
         -> contact_connected caller2 ana billing waited=22s total_waited=22s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=2s
at 40s   leg_gone caller2 hung_up
         -> contact_released caller2 ana billing by=customer talked=13s
         -> wrap_up_started caller2 ana ends_at=50s
         -> agent_state_changed ana from=talking to=wrap_up caller2 cause=customer lasted=13s
at 50s   tick
         -> wrap_up_ended caller2 ana cause=timer lasted=10s
         -> contact_closed caller2 billing ana end=handled waited=22s total_waited=22s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
