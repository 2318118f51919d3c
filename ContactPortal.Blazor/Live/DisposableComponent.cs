using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Live;

/// <summary>A component whose work ends when it leaves the page.</summary>
public abstract class DisposableComponent : ComponentBase, IDisposable
{
    private CancellationTokenSource? gone;
    private volatile bool isDisposed;

    /// <summary>Canceled when the component leaves the page.</summary>
    protected CancellationToken Gone => isDisposed ? new(canceled: true) : (gone ??= new()).Token;

    /// <summary>Whether the component has left the page.</summary>
    protected bool IsDisposed => isDisposed;

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is under way.</summary>
    protected virtual void Dispose(bool disposing)
    {
        isDisposed = true;
        gone?.Cancel();
        gone?.Dispose();
        gone = null;
    }
}
