# An agent raises a hand, also while on a contact; somebody above them or they themselves lower it.
# Raising it twice is once. Who signs out takes the hand down.

queue billing
agent ana ready
user boss

at 0s    lower_hand ana
         !! hand_not_raised
at 1s    raise_hand ana
         -> hand_raised ana
at 2s    raise_hand ana
at 5s    lower_hand ana by=boss
         -> hand_lowered ana by=boss lasted=4s
at 6s    raise_hand ana
         -> hand_raised ana
at 7s    lower_hand ana
         -> hand_lowered ana by=ana lasted=1s
at 8s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=8s
         -> offer_made o1 caller1 ana billing expires_at=28s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=8s
at 9s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 10s   raise_hand ana
         -> hand_raised ana
at 11s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=2s
         -> wrap_up_started caller1 ana ends_at=21s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=2s
at 12s   finish_wrap_up ana caller1
         -> wrap_up_ended caller1 ana cause=agent lasted=1s
         -> contact_closed caller1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=1s
at 20s   sign_out_agent ana
         -> hand_lowered ana by=ana lasted=10s
         -> agent_state_changed ana from=ready to=offline cause=agent by=ana lasted=8s
at 21s   raise_hand ana
         !! agent_offline
and      lower_hand ana
         !! agent_offline
at 22s   raise_hand nobody
         !! agent_not_found
at 23s   sign_in_agent ana
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=3s
at 24s   lower_hand ana
         !! hand_not_raised
