# Our voice loses Ana's side of the conversation. Her customer comes back at the front of the queue
# with the wait they had, and neither Ana nor her phone did anything: she is ready again at once.

queue billing
agent ana ready
agent ben ready

at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 2s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 10s   leg_gone ana us
         -> contact_lost_agent caller1 ana billing fault=us talked=8s
         -> contact_queued caller1 billing by=agent_lost queued_at=9s credit=24h
         -> agent_state_changed ana from=talking to=ready cause=system lasted=8s
         -> offer_made o2 caller1 ben billing expires_at=30s waited=1s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=10s
at 11s   leg_answered ben
         -> offer_accepted o2 caller1 ben rang=1s
         -> contact_connected caller1 ben billing waited=2s total_waited=2s target=20s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=1s
