using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Live;

/// <summary>
/// A component that shows something live: it watches from the moment it is interactive, draws itself anew when told, and lets go
/// when it leaves the page. However many changes come while a drawing waits its turn, it is one drawing (K12).
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly (CultureInfo Culture, CultureInfo Language) screen = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
    private IDisposable? watch;
    private int dirty;
    private volatile bool disposed;

    /// <summary>Begins to watch; every change calls <see cref="Changed"/>. Not called while the page is prerendered.</summary>
    protected abstract IDisposable Watch();

    /// <summary>Takes over what is new, on the circuit's own thread; says whether there is anything to draw.</summary>
    protected abstract bool TakeNewest();

    /// <summary>
    /// Tells the component that something changed; from any thread, never waits. A page at rest would be drawn by whoever tells it, so that
    /// is left to others, first come, first served: else the thousandth page, and the own one of who saved, would wait for all pages before.
    /// Nothing of who tells goes with it.
    /// </summary>
    protected void Changed()
    {
        if (Interlocked.Exchange(ref dirty, 1) == 0 && !disposed)
            ThreadPool.UnsafeQueueUserWorkItem(static component => _ = component.InvokeAsync(component.DrawAsync), this, preferLocal: false);
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
            watch = Watch();
    }

    private async Task DrawAsync()
    {
        Volatile.Write(ref dirty, 0);
        if (disposed)
            return;

        // Comes from outside of the circuit, which alone knows its language.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = screen;
        try
        {
            if (TakeNewest())
                StateHasChanged();
        }
        catch (Exception exception)
        {
            // Called from outside of the renderer: without this the fault would vanish with its task.
            await DispatchExceptionAsync(exception);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what is watched.</summary>
    protected virtual void Dispose(bool disposing)
    {
        disposed = true;
        watch?.Dispose();
    }
}
