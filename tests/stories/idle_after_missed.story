# Saying ready after a missed contact starts the idle clock anew: Ana was away from her work, and
# Ben, who was there, comes first.

queue billing ring=20s wrap_up=0s
agent ana ready
agent ben devices=1

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 15s   sign_in_agent ben
         -> agent_state_changed ben from=offline to=off_phone_work cause=agent by=ben lasted=15s
at 15s   leg_gone caller1 hung_up
         -> offer_ended o1 caller1 ana end=withdrawn rang=5s
         -> agent_state_changed ana from=reserved to=ready cause=customer lasted=5s
         -> contact_closed caller1 billing end=short_abandoned waited=5s total_waited=5s target=20s
              short_abandon=5s
at 16s   set_ready ben
         -> agent_state_changed ben from=off_phone_work to=ready cause=agent by=ben lasted=1s
at 17s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=17s
         -> offer_made o2 caller2 ana billing expires_at=37s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=2s
at 37s   tick
         -> offer_ended o2 caller2 ana end=expired rang=20s
         -> agent_state_changed ana from=reserved to=missed cause=timer lasted=20s
         -> offer_made o3 caller2 ben billing expires_at=57s waited=20s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=21s
at 38s   leg_answered ben
         -> offer_accepted o3 caller2 ben rang=1s
         -> contact_connected caller2 ben billing waited=21s total_waited=21s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller2 cause=device lasted=1s
at 39s   set_ready ana
         -> agent_state_changed ana from=missed to=ready cause=agent by=ana lasted=2s
at 40s   hang_up ben caller2
         -> contact_released caller2 ben billing by=agent talked=2s
         -> contact_closed caller2 billing ben end=handled waited=21s total_waited=21s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=talking to=ready cause=agent by=ben lasted=2s
at 41s   contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=41s
         -> offer_made o4 caller3 ana billing expires_at=1m1s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing lasted=2s
