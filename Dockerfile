# The bot alone: no local war room, no tests, no development packages. Tokens come at run time from the environment.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production \
    ROUNDTRIP_DATA=/var/lib/roundtrip \
    ROUNDTRIP_PORT=3000
WORKDIR /app
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/roundtrip
COPY --from=dependencies --chown=root:root /app/node_modules ./node_modules
COPY --chown=root:root package.json ./
COPY --chown=root:root src ./src
USER node
VOLUME ["/var/lib/roundtrip"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.ROUNDTRIP_PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts", "serve"]
