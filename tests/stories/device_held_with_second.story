# A phone's hold button while there are two agents stops only its own sound. When there is one
# again, the contact is as their phone says: nobody believes to talk to who hears music.

queue billing
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 2s    leg_holds ana
         -> contact_held caller1 ana cause=device
         -> agent_state_changed ana from=talking to=hold caller1 cause=device lasted=1s
at 3s    transfer ana caller1 ben consult
         -> agent_state_changed ana from=hold to=consult caller1 cause=agent by=ana lasted=1s
         -> second_asked caller1 ben asked_by=ana o2 expires_at=23s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana lasted=3s
at 4s    leg_holds ben
at 5s    leg_answered ben
         -> second_joined caller1 ben o2 rang=2s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=2s
at 6s    leg_resumes ana
         -> device_held caller1 ana
at 7s    leg_resumes ana
at 8s    end_consult ana caller1
         -> second_left caller1 ben end=withdrawn talked=3s
         -> agent_state_changed ben from=consult to=ready cause=supervisor by=ana lasted=3s
         -> contact_resumed caller1 ana cause=device held=6s
         -> agent_state_changed ana from=consult to=talking caller1 cause=device by=ana lasted=5s
at 10s   conference ana caller1 ben
         -> second_asked caller1 ben asked_by=ana o3 expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana lasted=2s
at 12s   leg_answered ben
         -> second_joined caller1 ben o3 rang=2s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=2s
at 13s   leg_holds ana
         -> device_held caller1 ana held=yes
at 14s   hang_up ben caller1
         -> second_left caller1 ben end=left talked=2s
         -> agent_state_changed ben from=talking to=ready cause=agent by=ben lasted=2s
         -> contact_held caller1 ana cause=device
         -> agent_state_changed ana from=talking to=hold caller1 cause=device by=ben lasted=6s
at 15s   leg_resumes ana
         -> contact_resumed caller1 ana cause=device held=1s
         -> agent_state_changed ana from=hold to=talking caller1 cause=device lasted=1s
at 16s   transfer ana caller1 ben consult
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=1s
         -> second_asked caller1 ben asked_by=ana o4 expires_at=36s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana lasted=2s
at 17s   leg_answered ben
         -> second_joined caller1 ben o4 rang=1s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=1s
at 18s   leg_holds ana
         -> device_held caller1 ana held=yes
at 19s   restart
         -> core_started epoch=2 away=1s
         -> node_lost gives_up_at=1m19s
at 20s   reconcile legs=caller1:up,ana:up,ben:up devices=ana:1,ben:1
         -> node_back session=1 away=1s
at 21s   leg_gone ben hung_up
         -> second_left caller1 ben end=left talked=4s
         -> agent_state_changed ben from=consult to=ready cause=device lasted=4s
         -> agent_state_changed ana from=consult to=hold caller1 cause=device lasted=5s
at 22s   resume_contact ana caller1
         -> contact_resumed caller1 ana cause=agent held=6s
         -> agent_state_changed ana from=hold to=talking caller1 cause=agent by=ana lasted=1s
at 23s   transfer ana caller1 ben consult
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=1s
         -> second_asked caller1 ben asked_by=ana o5 expires_at=43s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana lasted=2s
at 24s   leg_answered ben
         -> second_joined caller1 ben o5 rang=1s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=1s
at 25s   leg_holds ben
         -> device_held caller1 ben held=yes
at 26s   transfer ana caller1 ben
         -> contact_transferred caller1 ana billing mode=consult to_agent=ben cause=agent talked=25s
              held=16s
         -> wrap_up_started caller1 ana ends_at=36s handed_over=yes billing
         -> contact_connected caller1 ben billing waited=1s total_waited=1s target=20s
         -> contact_held caller1 ben cause=device
         -> agent_state_changed ben from=consult to=hold caller1 cause=device by=ana lasted=2s
         -> agent_state_changed ana from=consult to=wrap_up caller1 cause=agent by=ana lasted=3s
at 27s   leg_resumes ben
         -> contact_resumed caller1 ben cause=device held=1s
         -> agent_state_changed ben from=hold to=talking caller1 cause=device lasted=1s
at 30s   leg_gone caller1 hung_up
         -> contact_released caller1 ben billing by=customer talked=4s held=1s
         -> wrap_up_started caller1 ben ends_at=40s
         -> agent_state_changed ben from=talking to=wrap_up caller1 cause=customer lasted=3s
at 36s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
at 40s   tick
         -> wrap_up_ended caller1 ben cause=timer lasted=10s
         -> contact_closed caller1 billing ben end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=wrap_up to=ready cause=timer lasted=10s
