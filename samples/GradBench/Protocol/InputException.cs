namespace GradBench.Protocol;

/// <summary>An input that is no input of this function; the message goes to the eval.</summary>
public sealed class InputException(string message) : Exception(message);
