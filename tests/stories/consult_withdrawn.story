# Ana takes back what she asked for while it rings; Ben's late answer means nothing.

queue billing
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 10s   transfer ana caller1 ben consult
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=5s
         -> second_asked caller1 ben asked_by=ana o2 expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=10s
at 14s   end_consult ana caller1
         -> second_left caller1 ben end=withdrawn rang=4s
         -> agent_state_changed ben from=reserved to=ready cause=supervisor by=ana lasted=4s
         -> agent_state_changed ana from=consult to=hold caller1 cause=agent by=ana lasted=4s
at 15s   leg_answered ben
and      accept_offer ben caller1
         !! offer_over
at 16s   transfer ana caller1 ben consult
         -> agent_state_changed ana from=hold to=consult caller1 cause=agent by=ana lasted=2s
         -> second_asked caller1 ben asked_by=ana o3 expires_at=36s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana lasted=2s
at 18s   hang_up ana caller1
         -> contact_released caller1 ana billing by=agent talked=13s held=8s
         -> second_left caller1 ben end=contact_over rang=2s
         -> agent_state_changed ben from=reserved to=ready cause=supervisor by=ana lasted=2s
         -> wrap_up_started caller1 ana ends_at=28s
         -> agent_state_changed ana from=consult to=wrap_up caller1 cause=agent by=ana lasted=2s
at 28s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
