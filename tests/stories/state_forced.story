# Somebody above an agent puts them somewhere else, with a reason that waits for the agent to read.
# Who is there already is told the reason all the same. Nobody is pulled out of a contact, a wrap-up
# or a personal break.

queue billing
agent ana ready
user boss

at 1s    force_state ana off_phone_work 7 by=boss
         -> agent_state_changed ana from=ready to=off_phone_work cause=supervisor by=boss lasted=1s
         -> message_sent message=7 ana by=boss urgent=yes reason_for=off_phone_work
at 2s    force_state ana off_phone_work 8 by=boss
         -> message_sent message=8 ana by=boss urgent=yes reason_for=off_phone_work
at 3s    read_message ana 7
         -> message_read message=7 ana
and      read_message ana 7
         !! message_not_found
at 4s    force_state ana ready 9 by=boss
         -> agent_state_changed ana from=off_phone_work to=ready cause=supervisor by=boss lasted=3s
         -> message_sent message=9 ana by=boss urgent=yes reason_for=ready
at 5s    raise_hand ana
         -> hand_raised ana
at 6s    force_state ana offline 10 by=boss
         -> hand_lowered ana by=boss lasted=1s
         -> agent_state_changed ana from=ready to=offline cause=supervisor by=boss lasted=2s
         -> message_sent message=10 ana by=boss urgent=yes reason_for=offline
at 7s    force_state ana ready 11 by=boss
         !! agent_offline
at 8s    sign_in_agent ana
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=2s
at 9s    request_break ana personal
         -> agent_state_changed ana from=off_phone_work to=break break_kind=personal cause=agent
              by=ana lasted=1s
at 10s   force_state ana ready 12 by=boss
         !! personal_break
at 11s   request_break ana meal
         -> agent_state_changed ana from=break to=break break_kind=meal cause=agent by=ana lasted=2s
at 12s   devices ana 0
         -> agent_devices_changed ana
at 13s   force_state ana ready 13 by=boss
         !! agent_unreachable
at 14s   devices ana 1
         -> agent_devices_changed ana devices=1
at 15s   force_state ana ready 14 by=boss
         -> agent_state_changed ana from=break to=ready cause=supervisor by=boss lasted=4s
         -> message_sent message=14 ana by=boss urgent=yes reason_for=ready
at 16s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=16s
         -> offer_made o1 caller1 ana billing expires_at=36s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 17s   force_state ana offline 15 by=boss
         !! agent_busy
at 18s   leg_answered ana
         -> offer_accepted o1 caller1 ana rang=2s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 19s   force_state ana off_phone_work 16 by=boss
         !! agent_busy
at 20s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=2s
         -> wrap_up_started caller1 ana ends_at=30s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=2s
at 21s   force_state ana off_phone_work 17 by=boss
         !! agent_busy
at 22s   force_state nobody ready 18 by=boss
         !! agent_not_found
