# Ana's phone put caller1 on hold for five seconds while nobody heard of it; the hold is as long as
# it was. What cannot have been (a hold before the talk, an end before the hold) is put at the first
# moment at which it can.

queue billing wrap_up=0s
agent ana ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 2s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=2s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 12s   leg_holds ana age=8s
         -> contact_held caller1 ana cause=device late=8s
         -> agent_state_changed ana from=talking to=hold caller1 cause=device lasted=10s
and      leg_resumes ana age=3s
         -> contact_resumed caller1 ana cause=device held=5s
         -> agent_state_changed ana from=hold to=talking caller1 cause=device
at 14s   leg_holds ana age=1h
         -> contact_held caller1 ana cause=device late=7s
         -> agent_state_changed ana from=talking to=hold caller1 cause=device lasted=2s
and      leg_gone caller1 hung_up age=1h
         -> contact_released caller1 ana billing by=customer talked=5s held=5s late=7s
         -> contact_closed caller1 billing ana end=handled waited=2s total_waited=2s target=20s
              short_abandon=5s late=7s
         -> agent_state_changed ana from=hold to=ready cause=customer
