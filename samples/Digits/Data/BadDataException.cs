namespace Digits;

/// <summary>A file or folder that is missing or not what it should be. The message is for the user.</summary>
public sealed class BadDataException(string message) : Exception(message);
