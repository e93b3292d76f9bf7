# Boss listens to Ana's conversation, whispers to her, speaks to both, and leaves. Nothing of it
# touches the contact; Ana is shown each step as it happens.

queue billing wrap_up=0s
agent ana ready
agent ben
user boss

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    supervise boss ana listen
         !! agent_not_connected
at 2s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=2s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 5s    supervise ana ana listen
         !! own_contact
and      supervise boss nobody listen
         !! agent_not_found
and      supervise nobody ana listen
         !! user_not_found
and      supervise boss ben barge
         !! agent_not_connected
and      supervise boss ana off
         !! not_supervising
and      supervise boss ana listen why=none
         !! why_missing
at 6s    supervise boss ana listen why=coaching
         -> supervision_started caller1 ana boss mode=listen why=coaching
at 7s    leg_rings boss
at 8s    leg_answered boss
         -> supervision_joined caller1 ana boss rang=2s
at 9s    supervise boss ana listen
at 10s   supervise boss ana whisper
         -> supervision_changed caller1 ana boss from=listen mode=whisper why=coaching
at 11s   supervise boss ana whisper why=coaching
and      supervise boss ana whisper why=help
         -> supervision_changed caller1 ana boss from=whisper mode=whisper why=help
at 12s   hold_contact ana caller1
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=hold caller1 cause=agent by=ana lasted=10s
at 13s   supervise boss ana barge
         -> supervision_changed caller1 ana boss from=whisper mode=barge why=help
at 14s   leg_holds boss
at 15s   resume_contact ana caller1
         -> contact_resumed caller1 ana cause=agent held=3s
         -> agent_state_changed ana from=hold to=talking caller1 cause=agent by=ana lasted=3s
at 20s   supervise boss ben off
         !! not_supervising
at 21s   supervise boss ana off
         -> supervision_ended caller1 ana boss end=stopped lasted=15s
at 22s   leg_gone boss released
at 30s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=28s held=3s
         -> contact_closed caller1 billing ana end=handled waited=2s total_waited=2s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=customer lasted=15s
