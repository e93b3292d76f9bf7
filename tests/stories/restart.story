# The core dies while it rings at Ana and while Ben is in wrap-up, and is back half a minute later.
# Nothing expires in a mass: what was left of Ben's wrap-up is still left, and nobody says that Ana
# let it ring before voice has told what happened. It rang out there, and Ana is ready as before.

queue billing ring=20s wrap_up=10s
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=1s
         -> offer_made o2 caller2 ben billing expires_at=21s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=1s
at 2s    leg_answered ben
         -> offer_accepted o2 caller2 ben rang=1s
         -> contact_connected caller2 ben billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller2 cause=device lasted=1s
at 5s    hang_up ben caller2
         -> contact_released caller2 ben billing by=agent talked=3s
         -> wrap_up_started caller2 ben ends_at=15s
         -> agent_state_changed ben from=talking to=wrap_up caller2 cause=agent by=ben lasted=3s
at 6s    devices ana 2
         -> agent_devices_changed ana devices=2
at 36s   restart
         -> core_started epoch=2 away=30s
         -> node_lost gives_up_at=1m36s
at 37s   leg_gone ana no_answer
         -> offer_ended o1 caller1 ana end=failed rang=37s
         -> agent_state_changed ana from=reserved to=ready cause=system lasted=37s
at 37s   reconcile legs=caller1 devices=ana:2,ben
         -> node_back session=1 away=1s
         -> offer_made o3 caller1 ana billing expires_at=57s waited=37s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 45s   tick
         -> wrap_up_ended caller2 ben cause=timer lasted=40s
         -> contact_closed caller2 billing ben end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=wrap_up to=ready cause=timer lasted=40s
