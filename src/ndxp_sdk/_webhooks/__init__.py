"""What a receiver of events needs, without a framework."""
