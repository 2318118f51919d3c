using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Live;

/// <summary>A component whose pending work is cancelled when it is disposed.</summary>
public abstract class DisposableComponent : ComponentBase, IDisposable
{
    private CancellationTokenSource? disposed;
    private volatile bool isDisposed;

    /// <summary>Cancelled when the component is disposed.</summary>
    protected CancellationToken Disposed => isDisposed ? new(canceled: true) : (disposed ??= new()).Token;

    /// <summary>Whether the component has been disposed.</summary>
    protected bool IsDisposed => isDisposed;

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels <see cref="Disposed"/>.</summary>
    protected virtual void Dispose(bool disposing)
    {
        isDisposed = true;
        disposed?.Cancel();
        disposed?.Dispose();
        disposed = null;
    }
}
