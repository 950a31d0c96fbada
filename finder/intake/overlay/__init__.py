"""What a coordinator knows, laid over an imported directory."""
