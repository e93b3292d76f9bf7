# Ana calls Ben in: her caller goes on talking with her while it rings, then all three hear each
# other. She puts the caller on hold to have a word with Ben, and comes back with him.

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
at 10s   conference ana caller1 ben
         -> second_asked caller1 ben asked_by=ana o2 expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=10s
at 12s   leg_answered ben
         -> second_joined caller1 ben o2 rang=2s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=2s
at 15s   hold_contact ana caller1
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=10s
         -> agent_state_changed ben from=talking to=consult caller1 cause=supervisor by=ana
              lasted=3s
at 20s   conference ana caller1 ben
         -> contact_resumed caller1 ana cause=agent held=5s
         -> agent_state_changed ana from=consult to=talking caller1 cause=agent by=ana lasted=5s
         -> agent_state_changed ben from=consult to=talking caller1 cause=supervisor by=ana
              lasted=5s
and      conference ana caller1 ben
at 30s   transfer ana caller1 ben
         -> contact_transferred caller1 ana billing mode=consult to_agent=ben cause=agent talked=25s
              held=5s
         -> wrap_up_started caller1 ana ends_at=40s handed_over=yes billing
         -> contact_connected caller1 ben billing waited=5s total_waited=5s target=20s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=agent by=ana lasted=10s
at 40s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
at 50s   hang_up ben caller1
         -> contact_released caller1 ben billing by=agent talked=20s
         -> wrap_up_started caller1 ben ends_at=1m
         -> agent_state_changed ben from=talking to=wrap_up caller1 cause=agent by=ben lasted=30s
at 60s   tick
         -> wrap_up_ended caller1 ben cause=timer lasted=10s
         -> contact_closed caller1 billing ben end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=wrap_up to=ready cause=timer lasted=10s
