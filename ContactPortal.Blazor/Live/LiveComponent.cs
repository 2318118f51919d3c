using System.Globalization;
using ContactPortal.Domain.Live;

namespace ContactPortal.Blazor.Live;

/// <summary>
/// A component that shows something live: it watches from the moment it is interactive, draws itself anew when told, and lets go
/// when it leaves the page. However many changes come while a drawing waits its turn, it is one drawing (K12).
/// </summary>
public abstract class LiveComponent : DisposableComponent
{
    private readonly (CultureInfo Culture, CultureInfo Language) screen = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
    private readonly SignalCoalescer changes = new();
    private IDisposable? watch;
    private bool isTaking;
    private bool takesAgain;

    /// <summary>Begins to watch; every change calls <see cref="Changed"/>. Not called while the page is prerendered.</summary>
    protected abstract IDisposable Watch();

    /// <summary>Takes over what is new, on the circuit's own thread; says whether there is anything to draw.</summary>
    protected virtual bool TakeNewest() => true;

    /// <summary>The same for what has to be read first. Not called again before it is done: the newest read is the last.</summary>
    protected virtual Task<bool> TakeNewestAsync() => Task.FromResult(TakeNewest());

    /// <summary>
    /// Tells the component that something changed; from any thread, never waits. A page at rest would be drawn by whoever tells it, so that
    /// is left to others, first come, first served: else the thousandth page, and the own one of who saved, would wait for all pages before.
    /// Nothing of who tells goes with it.
    /// </summary>
    protected void Changed()
    {
        if (changes.Signal() && !IsDisposed)
            QueueDrawing();
    }

    /// <summary>Has a thread of the pool call <see cref="DrawAsync"/>, after everything that waits there already.</summary>
    protected virtual void QueueDrawing() =>
        ThreadPool.UnsafeQueueUserWorkItem(static component => _ = component.DrawAsync(), this, preferLocal: false);

    /// <summary>Takes over what is new and draws it, as soon as the circuit is free.</summary>
    protected Task DrawAsync() => InvokeAsync(DrawNowAsync);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
            watch = Watch();
    }

    /// <summary>Takes over what is new and draws it; on the circuit's own thread. A fault goes to the boundary around the component.</summary>
    private protected async Task DrawNowAsync()
    {
        changes.Begin();
        if (IsDisposed)
            return;
        if (isTaking)
        {
            takesAgain = true;
            return;
        }

        // Comes from outside of the circuit, which alone knows its language.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = screen;
        isTaking = true;
        try
        {
            do
            {
                takesAgain = false;
                if (await TakeNewestAsync())
                    StateHasChanged();
            }
            while (takesAgain && !IsDisposed);
        }
        catch (OperationCanceledException) when (IsDisposed)
        {
            // The page was left meanwhile.
        }
        catch (Exception exception)
        {
            // Called from outside of the renderer: without this the fault would vanish with its task.
            await DispatchExceptionAsync(exception);
        }
        finally
        {
            isTaking = false;
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        watch?.Dispose();
    }
}
