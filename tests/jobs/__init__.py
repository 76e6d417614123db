"""What happens at its time, without anybody asking."""
