namespace AutoBackprop.Generator;

/// <summary>What was lowered, and where it stands by now: it may have been lowered before the last edits, which were elsewhere.</summary>
/// <param name="Lowered">The nodes in it are those of the files as they were then.</param>
public sealed record Placed(Lowered Lowered, Relocation Relocation)
{
    public IEnumerable<Rejection> Rejections => Lowered.Rejections.Select(r => r with
    {
        Location = Relocation.Of(r.Location),
        Cause = r.Cause is { } cause ? Relocation.Of(cause) : null,
    });
}
