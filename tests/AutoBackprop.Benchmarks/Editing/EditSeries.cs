namespace AutoBackprop.Benchmarks.Editing;

/// <summary>A project that is open in an editor, and the edits that somebody makes in it, one after the other.</summary>
public sealed class EditSeries
{
    private readonly Editor _editor = new();
    private readonly IEnumerator<Edit> _edits;
    private SyntheticProject _project;

    public EditSeries(int methods, EditKind kind, int edits)
    {
        (Methods, Kind) = (methods, kind);
        _project = SyntheticProject.Of(methods);
        _editor.Run(_project);
        _edits = Edit.Random(edits, methods, kind, seed: methods).GetEnumerator();
    }

    public int Methods { get; }

    public EditKind Kind { get; }

    public List<Cost> Costs { get; } = [];

    public double Median => Cost.Median(Costs, c => c.Both);

    /// <summary>The next keystroke, if there is one.</summary>
    public bool Next()
    {
        if (!_edits.MoveNext()) return false;
        (_project, var edited) = _project.With(_edits.Current);
        Costs.Add(_editor.Run(_project, edited));
        return true;
    }
}
