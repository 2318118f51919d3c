using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Live;

/// <summary>A component whose work ends when it leaves the page.</summary>
public abstract class DisposableComponent : ComponentBase, IDisposable
{
    private CancellationTokenSource? disposed;
    private volatile bool isDisposed;

    /// <summary>Canceled when the component leaves the page.</summary>
    protected CancellationToken Disposed => isDisposed ? new(canceled: true) : (disposed ??= new()).Token;

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
        disposed?.Cancel();
        disposed?.Dispose();
        disposed = null;
    }
}
