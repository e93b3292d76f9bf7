# Who listens does so as long as they may: somebody above the agent ends it for them, so does what
# took their right away, and the end of their last session. Who has taken over keeps the customer.

queue billing
agent ana ready
user boss
user lead

at 0s    open_session boss
         -> session_opened s1 boss expires_at=8h
and      open_session boss
         -> session_opened s2 boss expires_at=8h
at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 2s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 3s    supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss mode=listen why=routine
at 4s    end_supervision lead boss caller1
         -> supervision_ended caller1 ana boss end=revoked lasted=1s by=lead
at 5s    end_supervision lead boss caller1
         !! not_supervising
at 6s    supervise boss ana whisper why=routine
         -> supervision_started caller1 ana boss mode=whisper why=routine
at 7s    leg_answered boss
         -> supervision_joined caller1 ana boss rang=1s
at 8s    end_supervision lead lead caller1
         !! not_supervising
and      end_supervision lead boss nobody
         !! not_supervising
at 9s    end_supervision boss boss caller1 by=none
         -> supervision_ended caller1 ana boss end=revoked lasted=3s
at 10s   supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss mode=listen why=routine
at 11s   close_session s1
         -> session_closed s1 boss end=signed_out
at 12s   close_session s2
         -> session_closed s2 boss end=signed_out
         -> supervision_ended caller1 ana boss end=revoked lasted=2s
at 13s   open_session boss lasts=5s
         -> session_opened s3 boss expires_at=18s
at 14s   supervise boss ana barge why=routine
         -> supervision_started caller1 ana boss mode=barge why=routine
at 18s   tick
         -> session_closed s3 boss end=expired
         -> supervision_ended caller1 ana boss end=revoked lasted=4s
at 19s   open_session boss
         -> session_opened s4 boss expires_at=8h19s
and      supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss mode=listen why=routine
at 20s   leg_answered boss
         -> supervision_joined caller1 ana boss rang=1s
at 21s   supervise boss ana take_over
         -> supervision_ended caller1 ana boss end=transferred lasted=2s
         -> wrap_up_started caller1 ana ends_at=31s handed_over=yes billing
         -> contact_taken_over caller1 ana billing boss talked=19s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=supervisor by=boss
              lasted=19s
at 22s   close_session s4
         -> session_closed s4 boss end=signed_out
and      end_supervision lead boss caller1
         !! not_supervising
at 30s   leg_gone caller1 hung_up
         -> contact_released caller1 billing by=customer talked=9s
         -> contact_closed caller1 billing end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
at 31s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
