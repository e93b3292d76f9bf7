# What an agent is refused: to leave with a contact, to be ready in the middle of one, to work
# without having signed in, to sign in twice, to end a break that is none.

queue billing
agent ana ready
agent ben

at 1s    sign_in_agent nobody
         !! agent_not_found
at 1s    sign_out_agent ben
         !! agent_offline
at 1s    set_ready ben
         !! agent_offline
at 1s    request_break nobody rest
         !! agent_not_found
at 1s    end_break ana
         !! not_on_break
at 2s    sign_in_agent ana
         !! agent_already_signed_in
at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 11s   sign_out_agent ana
         !! agent_busy
at 12s   leg_answered ana
         -> offer_accepted o1 caller1 ana rang=2s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 13s   set_ready ana
         !! agent_busy
at 14s   sign_out_agent ana
         !! agent_busy
at 15s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=3s
         -> wrap_up_started caller1 ana ends_at=25s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=3s
at 16s   sign_out_agent ana
         !! agent_busy
at 25s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=2s total_waited=2s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
at 26s   sign_out_agent ana
         -> agent_state_changed ana from=ready to=offline cause=agent by=ana lasted=1s
at 27s   request_break ana rest
         !! agent_offline
