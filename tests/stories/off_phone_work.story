# Work off the phone begins at once without a contact, and needs no device. In wrap-up it ends the
# wrap-up. Asked for in a conversation it waits until the contact is over; a break or ready asked
# for later takes its place, and it theirs. A path that fails meanwhile is not held against them.

queue billing wrap_up=10s ring=20s
agent ana ready
user boss

at 0s    set_off_phone_work nobody
         !! agent_not_found
at 1s    set_off_phone_work ana
         -> agent_state_changed ana from=ready to=off_phone_work cause=agent by=ana lasted=1s
and      set_off_phone_work ana
at 2s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=2s
at 3s    set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana lasted=2s
         -> offer_made o1 caller1 ana billing expires_at=23s waited=1s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 4s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 5s    set_off_phone_work ana
         -> agent_next_changed ana by=ana off_phone=yes
and      set_off_phone_work ana
at 6s    request_break ana meal
         -> agent_next_changed ana next_break=meal by=ana
at 7s    set_off_phone_work ana by=boss
         -> agent_next_changed ana by=boss off_phone=yes
at 8s    set_ready ana
         -> agent_next_changed ana by=ana
at 9s    set_off_phone_work ana
         -> agent_next_changed ana by=ana off_phone=yes
at 10s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=6s
         -> wrap_up_started caller1 ana ends_at=20s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=6s
at 20s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=2s total_waited=2s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=off_phone_work cause=timer lasted=10s
at 30s   set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana lasted=10s
at 31s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=31s
         -> offer_made o2 caller2 ana billing expires_at=51s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=1s
at 32s   leg_answered ana
         -> offer_accepted o2 caller2 ana rang=1s
         -> contact_connected caller2 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=1s
at 33s   request_break ana rest
         -> agent_next_changed ana next_break=rest by=ana
at 34s   leg_gone caller2 hung_up
         -> contact_released caller2 ana billing by=customer talked=2s
         -> wrap_up_started caller2 ana ends_at=44s
         -> agent_state_changed ana from=talking to=wrap_up caller2 cause=customer lasted=2s
at 35s   set_off_phone_work ana
         -> wrap_up_ended caller2 ana cause=agent lasted=1s
         -> contact_closed caller2 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=off_phone_work cause=agent by=ana lasted=1s
at 36s   set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana lasted=1s
at 37s   contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=37s
         -> offer_made o3 caller3 ana billing expires_at=57s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing lasted=1s
at 38s   set_off_phone_work ana
         -> agent_next_changed ana by=ana off_phone=yes
at 40s   leg_gone ana unreachable
         -> offer_ended o3 caller3 ana end=unreachable rang=3s
         -> agent_state_changed ana from=reserved to=off_phone_work cause=device lasted=3s
at 41s   devices ana 0
         -> agent_devices_changed ana
at 42s   request_break ana rest
         -> agent_state_changed ana from=off_phone_work to=break break_kind=rest cause=agent by=ana
              lasted=2s
at 43s   set_off_phone_work ana
         -> agent_state_changed ana from=break to=off_phone_work cause=agent by=ana lasted=1s
at 44s   leg_gone caller3 hung_up
         -> contact_closed caller3 billing end=abandoned waited=7s total_waited=7s target=20s
              short_abandon=5s
at 45s   sign_out_agent ana
         -> agent_state_changed ana from=off_phone_work to=offline cause=agent by=ana lasted=2s
at 46s   set_off_phone_work ana
         !! agent_offline
