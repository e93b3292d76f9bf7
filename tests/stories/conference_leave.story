# Ben, whom Ana called in from a hold, leaves again; she goes on with her caller. The next time his
# phone does.

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
at 8s    hold_contact ana caller1
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=hold caller1 cause=agent by=ana lasted=3s
at 10s   conference ana caller1 ben
         -> contact_resumed caller1 ana cause=agent held=2s
         -> agent_state_changed ana from=hold to=talking caller1 cause=agent by=ana lasted=2s
         -> second_asked caller1 ben asked_by=ana o2 expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=10s
at 12s   leg_answered ben
         -> second_joined caller1 ben o2 rang=2s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=2s
at 20s   hang_up ben caller1
         -> second_left caller1 ben end=left talked=8s
         -> agent_state_changed ben from=talking to=ready cause=agent by=ben lasted=8s
at 22s   conference ana caller1 ben
         -> second_asked caller1 ben asked_by=ana o3 expires_at=42s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana lasted=2s
at 23s   leg_answered ben
         -> second_joined caller1 ben o3 rang=1s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=1s
at 25s   leg_gone ben hung_up
         -> second_left caller1 ben end=left talked=2s
         -> agent_state_changed ben from=talking to=ready cause=device lasted=2s
at 30s   leg_gone ana hung_up
         -> contact_released caller1 ana billing by=agent talked=25s held=2s
         -> wrap_up_started caller1 ana ends_at=40s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=device lasted=20s
at 40s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
