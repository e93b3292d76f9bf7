# A personal break is its agent's alone. Nobody else ends it, replaces it or signs them out of it,
# nor takes away one that was asked for in a conversation or in wrap-up. They themselves may.

queue billing
agent ana ready
user boss

at 1s    request_break ana personal
         -> agent_state_changed ana from=ready to=break break_kind=personal cause=agent by=ana
              lasted=1s
at 2s    set_ready ana by=boss
         !! personal_break
at 3s    end_break ana by=boss
         !! personal_break
at 4s    set_off_phone_work ana by=boss
         !! personal_break
at 5s    request_break ana meal by=boss
         !! personal_break
at 6s    sign_out_agent ana by=boss
         !! personal_break
at 7s    end_break ana
         -> agent_state_changed ana from=break to=ready cause=agent by=ana lasted=6s
at 8s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=8s
         -> offer_made o1 caller1 ana billing expires_at=28s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 9s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 10s   request_break ana personal
         -> agent_next_changed ana next_break=personal by=ana
at 11s   set_ready ana by=boss
         !! personal_break
at 12s   set_off_phone_work ana by=boss
         !! personal_break
at 13s   request_break ana none by=boss
         !! personal_break
at 14s   hang_up ana caller1 by=boss
         -> contact_released caller1 ana billing by=agent talked=5s
         -> wrap_up_started caller1 ana ends_at=24s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=supervisor by=boss
              lasted=5s
at 15s   set_ready ana by=boss
         !! personal_break
at 16s   set_off_phone_work ana by=boss
         !! personal_break
at 17s   finish_wrap_up ana caller1 by=boss
         -> wrap_up_ended caller1 ana cause=supervisor lasted=3s
         -> contact_closed caller1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=break break_kind=personal cause=supervisor
              by=boss lasted=3s
at 18s   set_off_phone_work ana by=boss
         !! personal_break
at 19s   request_break ana meal
         -> agent_state_changed ana from=break to=break break_kind=meal cause=agent by=ana lasted=2s
at 20s   set_off_phone_work ana by=boss
         -> agent_state_changed ana from=break to=off_phone_work cause=supervisor by=boss lasted=1s
