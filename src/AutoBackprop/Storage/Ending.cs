using System.ComponentModel;

namespace AutoBackprop;

/// <summary>What is to be done at the end of a block, however it is left: 'finally' in generated code. It is done once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Ending : IDisposable
{
    private bool _isDone;

    /// <summary>Will do this.</summary>
    public static Ending Of<T>(T state, Action<T> action) => new With<T>(state, action);

    /// <summary>Does it.</summary>
    public void Dispose()
    {
        if (_isDone) return;
        _isDone = true;
        Do();
    }

    private protected abstract void Do();

    private sealed class With<T>(T state, Action<T> action) : Ending
    {
        private protected override void Do() => action(state);
    }
}
