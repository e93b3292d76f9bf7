# Boss, who listens to Ana, takes her caller over: she has her wrap-up, and whoever else was there
# leaves. Boss ends it, with no wrap-up of their own.

queue billing
agent ana ready
agent ben ready
user boss
user lead

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 6s    supervise boss ana take_over
         !! not_supervising
at 7s    supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss mode=listen why=routine
at 8s    leg_answered boss
         -> supervision_joined caller1 ana boss rang=1s
at 9s    supervise lead ana whisper why=routine
         -> supervision_started caller1 ana lead mode=whisper why=routine
at 10s   transfer ana caller1 ben consult
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=5s
         -> second_asked caller1 ben asked_by=ana o2 expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=10s
at 12s   leg_answered ben
         -> second_joined caller1 ben o2 rang=2s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=2s
at 15s   supervise boss ana take_over
         -> supervision_ended caller1 ana boss end=transferred lasted=8s
         -> supervision_ended caller1 ana lead end=transferred lasted=6s
         -> second_left caller1 ben end=withdrawn talked=3s
         -> agent_state_changed ben from=consult to=ready cause=supervisor by=boss lasted=3s
         -> wrap_up_started caller1 ana ends_at=25s handed_over=yes billing
         -> contact_taken_over caller1 ana billing boss talked=10s held=5s
         -> agent_state_changed ana from=consult to=wrap_up caller1 cause=supervisor by=boss
              lasted=5s
at 16s   supervise lead ana listen
         !! agent_not_connected
and      supervise boss ana barge
         !! agent_busy
and      supervise boss ben off
         !! not_supervising
and      hang_up ana caller1
         !! contact_of_other_agent
and      leg_holds boss
         -> contact_held caller1 cause=device
at 25s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
at 30s   supervise boss ana off
         -> contact_released caller1 billing by=supervisor talked=15s held=14s
         -> contact_closed caller1 billing end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
and      supervise boss ana off
         !! not_supervising
