# Ana asks Ben about her caller, who hears music meanwhile. Ben answers in his page, Ana ends it,
# and goes back to her caller; Ben is free, without a wrap-up.

queue billing
agent ana ready
agent ben

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 6s    devices ben 1 pages=1
         -> agent_devices_changed ben devices=1 pages=1
at 6s    sign_in_agent ben
         -> agent_state_changed ben from=offline to=off_phone_work cause=agent by=ben lasted=6s
at 7s    set_ready ben
         -> agent_state_changed ben from=off_phone_work to=ready cause=agent by=ben lasted=1s
at 10s   transfer ana caller1 ben consult
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=5s
         -> second_asked caller1 ben asked_by=ana o2 expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana lasted=3s
at 11s   leg_rings ben
         -> offer_rang o2 ben caller1
at 12s   accept_offer ben caller1
         -> offer_answering o2 caller1 ben
and      accept_offer ben caller1
at 13s   leg_answered ben
         -> second_joined caller1 ben o2 rang=3s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=3s
at 15s   leg_holds ana
         -> device_held caller1 ana held=yes
at 16s   leg_resumes ana
         -> device_held caller1 ana
at 20s   end_consult ana caller1
         -> second_left caller1 ben end=withdrawn talked=7s
         -> agent_state_changed ben from=consult to=ready cause=supervisor by=ana lasted=7s
         -> agent_state_changed ana from=consult to=hold caller1 cause=agent by=ana lasted=10s
at 22s   resume_contact ana caller1
         -> contact_resumed caller1 ana cause=agent held=12s
         -> agent_state_changed ana from=hold to=talking caller1 cause=agent by=ana lasted=2s
at 30s   hang_up ana caller1
         -> contact_released caller1 ana billing by=agent talked=25s held=12s
         -> wrap_up_started caller1 ana ends_at=40s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=agent by=ana lasted=8s
at 40s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
