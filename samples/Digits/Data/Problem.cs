namespace Digits;

/// <summary>What there is to learn: examples to learn from, to watch the learning by, and to be judged by in the end.</summary>
/// <param name="Name">For file names.</param>
/// <param name="Title">For people.</param>
/// <param name="Training">What the gradient is taken of.</param>
/// <param name="Watched">What the curves show beside it.</param>
/// <param name="WatchedName">What that is: "validation" where it is not the test itself.</param>
/// <param name="Test">What the accuracy is claimed of.</param>
/// <param name="Classes">How many.</param>
/// <param name="Defaults">Settings that suit it.</param>
public sealed record Problem(
    string Name, string Title, Examples Training, Examples Watched, string WatchedName, Examples Test, int Classes, Defaults Defaults)
{
    /// <summary>Whether examples are pictures, and not points of the plane.</summary>
    public bool HasPictures => Training.Height > 1;
}

/// <summary>Settings for where the command line has none.</summary>
public sealed record Defaults(int[] Hidden, int Epochs, int Batch, double Rate, double Decay, double Shift);
