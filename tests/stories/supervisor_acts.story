# A supervisor ends Ana's contact and sends her on a break. The events say whose command it was, so
# that nobody takes it for Ana's own doing.

queue billing wrap_up=0s
agent ana ready
user boss

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 9s    hang_up ana caller1 by=boss
         -> contact_released caller1 ana billing by=agent talked=8s
         -> contact_closed caller1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=supervisor by=boss lasted=8s
at 10s   request_break ana coaching by=boss
         -> agent_state_changed ana from=ready to=break break_kind=coaching cause=supervisor by=boss
              lasted=1s
at 20s   end_break ana
         -> agent_state_changed ana from=break to=ready cause=agent by=ana lasted=10s
