# Ben supervises beside his own work, and has one phone: he takes no contacts while he hears
# another's conversation or has taken it over, and hears none while he may be offered one.

queue billing
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 2s    supervise ben ana listen
         !! own_agent_at_work
at 3s    request_break ben meal
         -> agent_state_changed ben from=ready to=break break_kind=meal cause=agent by=ben lasted=3s
at 4s    supervise ben ana listen why=routine
         -> supervision_started caller1 ana ben mode=listen why=routine
at 5s    end_break ben
         !! supervising
and      force_state ben ready 7 by=ana
         !! supervising
at 6s    set_off_phone_work ben
         -> agent_state_changed ben from=break to=off_phone_work cause=agent by=ben lasted=3s
at 7s    set_ready ben
         !! supervising
at 8s    supervise ben ana whisper
         -> supervision_changed caller1 ana ben from=listen mode=whisper why=routine
at 9s    leg_answered ben
         -> supervision_joined caller1 ana ben rang=5s
at 10s   supervise ben ana take_over
         -> supervision_ended caller1 ana ben end=transferred lasted=6s
         -> wrap_up_started caller1 ana ends_at=20s handed_over=yes billing
         -> contact_taken_over caller1 ana billing ben talked=9s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=supervisor by=ben
              lasted=9s
at 11s   set_ready ben
         !! supervising
at 12s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=12s
at 13s   leg_gone caller1 hung_up
         -> contact_released caller1 billing by=customer talked=3s
         -> contact_closed caller1 billing end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
at 14s   set_ready ben
         -> agent_state_changed ben from=off_phone_work to=ready cause=agent by=ben lasted=8s
         -> offer_made o2 caller2 ben billing expires_at=34s waited=2s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing
at 15s   leg_answered leg3
         -> offer_accepted o2 caller2 ben rang=1s
         -> contact_connected caller2 ben billing waited=3s total_waited=3s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller2 cause=device lasted=1s
at 20s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
at 21s   set_ready ana
at 22s   transfer ben caller2 ana consult
         -> contact_held caller2 ben cause=agent
         -> agent_state_changed ben from=talking to=consult caller2 cause=agent by=ben lasted=7s
         -> second_asked caller2 ana asked_by=ben o3 expires_at=42s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=supervisor by=ben lasted=2s
at 23s   leg_answered ana
         -> second_joined caller2 ana o3 rang=1s
         -> agent_state_changed ana from=reserved to=consult caller2 cause=device lasted=1s
at 24s   supervise ana ben listen
         !! own_contact
at 30s   leg_gone caller2 hung_up
         -> contact_released caller2 ben billing by=customer talked=15s held=8s
         -> second_left caller2 ana end=contact_over talked=7s
         -> agent_state_changed ana from=consult to=ready cause=customer lasted=7s
         -> wrap_up_started caller2 ben ends_at=40s
         -> agent_state_changed ben from=consult to=wrap_up caller2 cause=customer lasted=8s
at 40s   tick
         -> wrap_up_ended caller2 ben cause=timer lasted=10s
         -> contact_closed caller2 billing ben end=handled waited=3s total_waited=3s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=wrap_up to=ready cause=timer lasted=10s
