using Microsoft.EntityFrameworkCore.Storage;

namespace ContactPortal.Domain.Storage;

/// <summary>A command's write transaction together with the writer lock it holds.</summary>
public sealed class WriteTransaction(IDisposable writerLock, IDbContextTransaction transaction) : IAsyncDisposable
{
    /// <summary>Whether the commit has been started: from then on it may have happened even if it fails.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>Commits. When this returns, the change survives a power cut.</summary>
    public Task CommitAsync(CancellationToken cancellationToken)
    {
        IsCommitting = true;
        return transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            writerLock.Dispose();
        }
    }
}
