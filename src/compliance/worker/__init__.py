"""Audits on as many machines as one likes: queues, schedules and recovery by DBOS, all state in one database."""
